package chatwarp.adapters.persistence.seal;

import chatwarp.domain.port.StoreException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Several fields as one value, so that they are sealed together: each with its length before it,
 * absent ones with length -1, in an order that its reader knows.
 */
public final class Packed {
  private Packed() {}

  /** Packs fields. Not thread-safe. */
  public static final class Writer {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    public Writer number(int value) {
      out.writeBytes(ByteBuffer.allocate(4).putInt(value).array());
      return this;
    }

    public Writer bytes(byte[] value) {
      number(value.length);
      out.writeBytes(value);
      return this;
    }

    public Writer text(String value) {
      return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    public Writer bytes(Optional<byte[]> value) {
      return value.isPresent() ? bytes(value.get()) : number(-1);
    }

    public Writer text(Optional<String> value) {
      return value.isPresent() ? text(value.get()) : number(-1);
    }

    public byte[] toBytes() {
      return out.toByteArray();
    }
  }

  /** Unpacks fields in the order they were packed; refuses what is cut short. Not thread-safe. */
  public static final class Reader {
    private final String what;
    private final ByteBuffer in;

    /**
     * @param what names the value in a failure
     */
    public Reader(String what, byte[] packed) {
      this.what = what;
      this.in = ByteBuffer.wrap(packed);
    }

    public int number() {
      if (in.remaining() < 4) {
        throw new StoreException.Unreadable(what);
      }
      return in.getInt();
    }

    public Optional<byte[]> optionalBytes() {
      int length = number();
      if (length == -1) {
        return Optional.empty();
      }
      if (length < 0 || length > in.remaining()) {
        throw new StoreException.Unreadable(what);
      }
      byte[] value = new byte[length];
      in.get(value);
      return Optional.of(value);
    }

    public byte[] bytes() {
      return optionalBytes().orElseThrow(() -> new StoreException.Unreadable(what));
    }

    public Optional<String> optionalText() {
      return optionalBytes().map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    public String text() {
      return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** Refuses what follows the last field. */
    public void end() {
      if (in.hasRemaining()) {
        throw new StoreException.Unreadable(what);
      }
    }
  }
}
