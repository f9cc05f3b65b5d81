package chatwarp.adapters.http.route;

/** An operation. Runs on a virtual thread of its own and may block; failures are thrown. */
@FunctionalInterface
interface Action {
  Answer answer(Call call);
}
