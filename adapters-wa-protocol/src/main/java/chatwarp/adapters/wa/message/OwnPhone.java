package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.contact.TrustedContacts;
import chatwarp.adapters.wa.device.LidMap;
import chatwarp.adapters.wa.device.StateKind;
import chatwarp.adapters.wa.device.Step;
import chatwarp.adapters.wa.proto.AppStateSyncKey;
import chatwarp.adapters.wa.proto.AppStateSyncKeyData;
import chatwarp.adapters.wa.proto.LIDMigrationMapping;
import chatwarp.adapters.wa.proto.LIDMigrationMappingSyncPayload;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.ProtocolMessage;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.StateKey;
import chatwarp.domain.port.StateSpace;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What our own phone tells this device and nobody else (05 §16). */
final class OwnPhone {
  private static final Logger LOG = LoggerFactory.getLogger(OwnPhone.class);

  private static final StateKind<AppStateSyncKeyData> APP_STATE_KEY =
      new StateKind<>() {
        @Override
        public StateSpace space() {
          return StateSpace.APP_STATE_KEY;
        }

        @Override
        public byte[] encode(AppStateSyncKeyData key) {
          return key.toByteArray();
        }

        @Override
        public AppStateSyncKeyData decode(byte[] stored) {
          try {
            return AppStateSyncKeyData.parseFrom(stored);
          } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a stored app state key is no protobuf", e);
          }
        }
      };

  private OwnPhone() {}

  /** Whether only our own devices may say such a thing. */
  static boolean concerns(Message message) {
    return message.hasProtocolMessage()
        && message.getProtocolMessage().hasType()
        && switch (message.getProtocolMessage().getType()) {
          case HISTORY_SYNC_NOTIFICATION,
              APP_STATE_SYNC_KEY_SHARE,
              APP_STATE_SYNC_KEY_REQUEST,
              INITIAL_SECURITY_NOTIFICATION_SETTING_SYNC,
              APP_STATE_FATAL_EXCEPTION_NOTIFICATION,
              PEER_DATA_OPERATION_REQUEST_MESSAGE,
              PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE,
              LID_MIGRATION_MAPPING_SYNC ->
              true;
          default -> false;
        };
  }

  /** Whether it announces a piece of history, which wants a receipt of its own. */
  static boolean isHistory(Message message) {
    return message.getProtocolMessage().getType() == ProtocolMessage.Type.HISTORY_SYNC_NOTIFICATION;
  }

  /** Keeps what there is to keep. */
  static void apply(Step step, Message message, TrustedContacts trusted) {
    ProtocolMessage said = message.getProtocolMessage();
    switch (said.getType()) {
      case APP_STATE_SYNC_KEY_SHARE -> {
        for (AppStateSyncKey key : said.getAppStateSyncKeyShare().getKeysList()) {
          if (key.hasKeyData() && !key.getKeyData().getKeyData().isEmpty()) {
            step.put(APP_STATE_KEY, hex(key.getKeyId().getKeyId()), key.getKeyData());
          }
        }
      }
      case LID_MIGRATION_MAPPING_SYNC ->
          lids(step, said.getLidMigrationMappingSyncMessage().getEncodedMappingPayload());
      case HISTORY_SYNC_NOTIFICATION ->
          HistoryTokens.learn(step, said.getHistorySyncNotification(), trusted);
      default -> LOG.debug("our phone said {}", said.getType());
    }
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  private static void lids(Step step, ByteString payload) {
    try {
      LIDMigrationMappingSyncPayload mappings = LIDMigrationMappingSyncPayload.parseFrom(payload);
      List<StateKey> keys = new ArrayList<>();
      for (LIDMigrationMapping mapping : mappings.getPnToLidMappingsList()) {
        keys.addAll(LidMap.keys(phone(mapping)));
        keys.addAll(LidMap.keys(lid(mapping)));
      }
      step.want(keys);
      for (LIDMigrationMapping mapping : mappings.getPnToLidMappingsList()) {
        LidMap.learn(step, phone(mapping), lid(mapping));
      }
    } catch (InvalidProtocolBufferException e) {
      LOG.warn("our phone's LID table cannot be read: {}", e.getMessage());
    }
  }

  private static UserJid phone(LIDMigrationMapping mapping) {
    return UserJid.phone(Long.toUnsignedString(mapping.getPn()));
  }

  private static UserJid lid(LIDMigrationMapping mapping) {
    return UserJid.lid(
        Long.toUnsignedString(
            mapping.hasLatestLid() ? mapping.getLatestLid() : mapping.getAssignedLid()));
  }
}
