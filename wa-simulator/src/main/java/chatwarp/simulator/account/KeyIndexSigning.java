package chatwarp.simulator.account;

import chatwarp.adapters.wa.crypto.XEdDsa;
import chatwarp.adapters.wa.proto.ADVEncryptionType;
import chatwarp.adapters.wa.proto.ADVKeyIndexList;
import chatwarp.adapters.wa.proto.ADVSignedKeyIndexList;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.random.RandomGenerator;

/** Signs key index lists as the phone does (03 §4.5; the prefix 06 02 is checked by no peer). */
record KeyIndexSigning(AccountKeys keys, InstantSource clock, RandomGenerator random) {

  KeyIndexList sign(int currentIndex, List<Integer> valid) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    byte[] details =
        ADVKeyIndexList.newBuilder()
            .setRawId(keys.rawId())
            .setTimestamp(now.getEpochSecond())
            .setCurrentIndex(currentIndex)
            .addAllValidIndexes(valid)
            .setAccountType(ADVEncryptionType.E2EE)
            .build()
            .toByteArray();
    byte[] message =
        ByteBuffer.allocate(2 + details.length).put((byte) 6).put((byte) 2).put(details).array();
    byte[] signature = XEdDsa.sign(keys.identity().privateKey(), message, random);
    byte[] signed =
        ADVSignedKeyIndexList.newBuilder()
            .setDetails(ByteString.copyFrom(details))
            .setAccountSignature(ByteString.copyFrom(signature))
            .build()
            .toByteArray();
    return new KeyIndexList(now, signed);
  }
}
