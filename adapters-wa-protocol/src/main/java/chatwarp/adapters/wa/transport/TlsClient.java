package chatwarp.adapters.wa.transport;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Puts TLS over a connected socket. The host's name is always verified, except by the one kind that
 * trusts anybody, and that kind trusts nobody but an end of the socket on this very machine. Any
 * thread may call; one for the whole process.
 */
public final class TlsClient {
  /**
   * Most bytes of a TLS record that we write. A socket keeps a buffer of its longest record, and
   * the upload of prekeys after a login would leave every idle connection with 32 KiB.
   */
  private static final int RECORD_LENGTH = 4096;

  private final SSLContext context;
  private final boolean onlyLoopback;

  private TlsClient(SSLContext context, boolean onlyLoopback) {
    this.context = context;
    this.onlyLoopback = onlyLoopback;
  }

  /** Trusts whom the Java runtime trusts. */
  public static TlsClient system() {
    try {
      return new TlsClient(SSLContext.getDefault(), false);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no TLS", e);
    }
  }

  /** Trusts whom the context trusts. */
  public static TlsClient of(SSLContext context) {
    return new TlsClient(context, false);
  }

  /**
   * Trusts any certificate of a server on a loopback address that is reached without a proxy, and
   * refuses every other server: for the simulator.
   */
  public static TlsClient trustingLoopback() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustAnybody()}, null);
      return new TlsClient(context, true);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no TLS", e);
    }
  }

  /**
   * A socket whose handshake is done; closing it closes the one below.
   *
   * @param direct whether the other end is the host itself, not a proxy
   */
  SSLSocket over(Socket socket, boolean direct, String host, int port, Duration timeout)
      throws IOException {
    SSLSocket tls = before(socket, direct, host, port);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setMaximumPacketSize(RECORD_LENGTH);
    tls.setSSLParameters(parameters);
    tls.setSoTimeout(DirectDialer.millis(timeout));
    tls.startHandshake();
    tls.setSoTimeout(0);
    return tls;
  }

  /**
   * A socket that is ready for its handshake, which verifies the host's name; closing it closes the
   * one below.
   *
   * @param direct whether the other end is the host itself, not a proxy
   */
  public SSLSocket before(Socket socket, boolean direct, String host, int port) throws IOException {
    if (onlyLoopback && !(direct && socket.getInetAddress().isLoopbackAddress())) {
      throw new ConnectFailedException("any TLS certificate is trusted on loopback only");
    }
    SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, host, port, true);
    if (!onlyLoopback) {
      SSLParameters parameters = tls.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      tls.setSSLParameters(parameters);
    }
    return tls;
  }

  /** Suites that {@link #before} offers. */
  public String[] cipherSuites() {
    return context.getSocketFactory().getDefaultCipherSuites();
  }

  /** Reachable only behind the loopback check above. */
  private static final class TrustAnybody extends X509ExtendedTrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      throw new CertificateException("clients are not checked here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
      throw new CertificateException("clients are not checked here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
      throw new CertificateException("clients are not checked here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
