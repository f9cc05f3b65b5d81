package chatwarp.adapters.http.route;

import chatwarp.adapters.http.evolution.WebhookBody;
import chatwarp.adapters.http.evolution.WebhookRow;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.WebhookConfig;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** Where an instance's events are posted (evolution-v2 §8.7). */
final class WebhookRoutes {
  private final UseCases useCases;

  WebhookRoutes(UseCases useCases) {
    this.useCases = useCases;
  }

  List<Route> routes() {
    return List.of(
        new Route(Method.POST, "/webhook/set/:instanceName", Protection.INSTANCE, this::set),
        new Route(Method.GET, "/webhook/find/:instanceName", Protection.INSTANCE, this::find));
  }

  private Answer set(Call call) {
    Optional<WebhookConfig> asked =
        WebhookBody.set(call.body(), useCases.instances().webhook(call.name()));
    Optional<WebhookConfig> kept =
        asked.map(webhook -> useCases.instances().setWebhook(call.name(), webhook));
    Instance instance = useCases.instances().find(call.name()).orElseGet(call::instance);
    return Answer.created(row(instance, kept));
  }

  private Answer find(Call call) {
    return Answer.ok(row(call.instance(), useCases.instances().webhook(call.name())));
  }

  private static JsonNode row(Instance instance, Optional<WebhookConfig> webhook) {
    return webhook
        .<JsonNode>map(config -> WebhookRow.of(instance, config))
        .orElse(NullNode.instance);
  }
}
