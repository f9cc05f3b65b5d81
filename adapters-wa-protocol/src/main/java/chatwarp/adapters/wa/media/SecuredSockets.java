package chatwarp.adapters.wa.media;

import chatwarp.adapters.wa.transport.TlsClient;
import chatwarp.adapters.wa.transport.TransportException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;

/** Puts the session's own TLS over sockets that were dialled here. */
final class SecuredSockets extends SSLSocketFactory {
  private final TlsClient tls;

  SecuredSockets(TlsClient tls) {
    this.tls = tls;
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    if (!(socket instanceof DialedSocket dialed)) {
      throw new IllegalArgumentException("only sockets that were dialled here");
    }
    try {
      return tls.before(dialed, dialed.direct(), host, port);
    } catch (TransportException e) {
      throw new IOException("TLS is not possible here", e);
    }
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return tls.cipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return tls.cipherSuites();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw overOthersOnly();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
    throw overOthersOnly();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw overOthersOnly();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
    throw overOthersOnly();
  }

  private static UnsupportedOperationException overOthersOnly() {
    return new UnsupportedOperationException("only over a socket that is connected");
  }

  /**
   * What the HTTP library wants to hold besides the factory, to pin certificates with, which is not
   * done here. The sockets' own TLS decides whom to trust; this one trusts nobody.
   */
  static final class Nobody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      throw new CertificateException("nobody is trusted here");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      throw new CertificateException("nobody is trusted here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
