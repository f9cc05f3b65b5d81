package chatwarp.application.instance;

import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceConfig;
import chatwarp.domain.port.RowChange;
import java.time.Instant;
import java.util.Optional;

/** An instance's own row as it will be once a change is durable. Pure. */
final class StagedRows {
  private StagedRows() {}

  static Instance after(Instance before, RowChange change, Instant now) {
    return switch (change) {
      case RowChange.SetProfile set ->
          new Instance(
              before.id(),
              before.config(),
              before.token(),
              Optional.of(set.network()),
              set.profile(),
              before.disconnection(),
              before.autoConnect(),
              before.createdAt(),
              now);
      case RowChange.SetConnection set ->
          new Instance(
              before.id(),
              before.config(),
              before.token(),
              before.network(),
              before.profile(),
              set.disconnection(),
              set.autoConnect(),
              before.createdAt(),
              now);
      case RowChange.SetSettings set -> {
        InstanceConfig old = before.config();
        yield configured(
            before,
            new InstanceConfig(
                old.name(),
                old.token(),
                old.integration(),
                old.businessId(),
                old.number(),
                set.settings(),
                old.proxy(),
                old.webhook()),
            now);
      }
      case RowChange.SetWebhook set -> {
        InstanceConfig old = before.config();
        yield configured(
            before,
            new InstanceConfig(
                old.name(),
                old.token(),
                old.integration(),
                old.businessId(),
                old.number(),
                old.settings(),
                old.proxy(),
                set.webhook()),
            now);
      }
      case RowChange.AddMessage _,
          RowChange.SetStatus _,
          RowChange.EditMessage _,
          RowChange.MoveFile _,
          RowChange.DeleteMessage _,
          RowChange.SetReceipt _,
          RowChange.AddPollVote _,
          RowChange.KeepAudience _,
          RowChange.NameChat _,
          RowChange.ReadChat _,
          RowChange.TouchChat _,
          RowChange.SetChatTimer _,
          RowChange.SaveContact _,
          RowChange.LinkAddresses _ ->
          before;
    };
  }

  private static Instance configured(Instance before, InstanceConfig config, Instant now) {
    return new Instance(
        before.id(),
        config,
        before.token(),
        before.network(),
        before.profile(),
        before.disconnection(),
        before.autoConnect(),
        before.createdAt(),
        now);
  }
}
