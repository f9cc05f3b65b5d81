package chatwarp.adapters.persistence.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chatwarp.domain.model.InstanceId;
import chatwarp.domain.port.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sealing and opening one value. */
class AesKeyTest {
  private static final InstanceId ID = new InstanceId(new UUID(1, 2));
  private static final Cell CELL = Cell.of(ID, "message.content", "id", "chat");

  private final AesKey key = key(1);

  private static AesKey key(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return new AesKey(bytes, new CipherPool(), new Random(7));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** C2SP XAES-256-GCM, section "Test Vectors". */
  @ParameterizedTest(name = "key of {0}")
  @CsvSource({
    "1, '', ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271",
    "3, c2sp.org/XAES-256-GCM, 986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d"
  })
  void sealsAsThePublishedVectorsSay(int fill, String aad, String expected) {
    byte[] out = new byte[12 + 16];
    key(fill)
        .sealing(bytes("ABCDEFGHIJKLMNOPQRSTUVWX"))
        .seal(bytes(aad), bytes("XAES-256-GCM"), out, 0);
    assertEquals(expected, HexFormat.of().formatHex(out));
  }

  @Test
  void opensWhatItSealed() {
    for (int length : List.of(0, 1, 15, 16, 17, 70_000)) {
      byte[] value = new byte[length];
      new Random(length).nextBytes(value);
      assertArrayEquals(value, key.open(CELL, key.seal(CELL, value)));
    }
  }

  @Test
  void sealsTheSameValueDifferentlyEachTime() {
    String first = HexFormat.of().formatHex(key.seal(CELL, bytes("value")));
    assertNotEquals(first, HexFormat.of().formatHex(key.seal(CELL, bytes("value"))));
  }

  @Test
  void sealsManyUnderNoncesThatDifferInTheirCounterOnly() {
    byte[] first = new byte[24];
    Arrays.fill(first, (byte) -1);
    Sealing sealing = key.sealing(first);
    Set<String> nonces = new HashSet<>();
    for (int i = 0; i < 300; i++) {
      byte[] value = bytes("value " + i);
      byte[] sealed = sealing.seal(CELL, value);
      assertArrayEquals(value, key.open(CELL, sealed));
      byte[] nonce = Arrays.copyOfRange(sealed, 1, 25);
      assertArrayEquals(Arrays.copyOf(first, 16), Arrays.copyOf(nonce, 16));
      nonces.add(HexFormat.of().formatHex(nonce));
    }
    assertEquals(300, nonces.size());
    assertArrayEquals(
        bytes("alone"), key.open(CELL, key.sealing().seal(CELL, bytes("alone"))), "after others");
  }

  @Test
  void refusesEveryChangedBit() {
    byte[] sealed = key.seal(CELL, bytes("value"));
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThrows(StoreException.Unreadable.class, () -> key.open(CELL, changed), "bit " + bit);
    }
  }

  @Test
  void refusesEveryPrefixAndWhatIsLonger() {
    byte[] sealed = key.seal(CELL, bytes("value"));
    for (int length = 0; length < sealed.length; length++) {
      byte[] prefix = Arrays.copyOf(sealed, length);
      assertThrows(StoreException.Unreadable.class, () -> key.open(CELL, prefix));
    }
    byte[] longer = Arrays.copyOf(sealed, sealed.length + 1);
    assertThrows(StoreException.Unreadable.class, () -> key.open(CELL, longer));
  }

  @Test
  void refusesAnotherPlaceAndAnotherKey() {
    byte[] sealed = key.seal(CELL, bytes("value"));
    List<Cell> others =
        List.of(
            Cell.of(new InstanceId(new UUID(1, 3)), "message.content", "id", "chat"),
            Cell.of(ID, "message.type", "id", "chat"),
            Cell.of(ID, "message.content", "id", "chat", ""),
            Cell.of(ID, "message.content", "idc", "hat"),
            Cell.of(ID, "message.content", "id"));
    for (Cell other : others) {
      assertThrows(StoreException.Unreadable.class, () -> key.open(other, sealed));
    }
    assertThrows(StoreException.Unreadable.class, () -> key(2).open(CELL, sealed));
  }

  @Test
  void opensAgainAfterARefusal() {
    byte[] sealed = key.seal(CELL, bytes("value"));
    for (int i = 0; i < 5; i++) {
      assertThrows(StoreException.Unreadable.class, () -> key(2).open(CELL, sealed));
      assertArrayEquals(bytes("value"), key.open(CELL, sealed));
    }
  }

  @Test
  void tellsATokenFromAnotherWithoutShowingIt() {
    MasterKey master = new MasterKey(new byte[32], new Random(7));
    assertArrayEquals(master.tokenDigest("token"), master.tokenDigest("token"));
    assertFalse(Arrays.equals(master.tokenDigest("token"), master.tokenDigest("tokeN")));
    byte[] otherKey = new byte[32];
    otherKey[0] = 1;
    assertFalse(
        Arrays.equals(
            master.tokenDigest("token"),
            new MasterKey(otherKey, new Random(7)).tokenDigest("token")));
  }

  @Test
  void unwrapsADataKeyOfThisInstanceOnly() {
    MasterKey master = new MasterKey(new byte[32], new Random(7));
    AesKey dataKey = master.newDataKey();
    byte[] wrapped = master.wrap(ID, dataKey);
    byte[] sealed = dataKey.seal(CELL, bytes("value"));
    assertArrayEquals(bytes("value"), master.unwrap(ID, wrapped).open(CELL, sealed));
    InstanceId other = new InstanceId(new UUID(9, 9));
    assertThrows(StoreException.Unreadable.class, () -> master.unwrap(other, wrapped));
  }
}
