package planted.simulator;

/** Breaks a rule of the house on purpose. */
public final class UsesTheClient {
  final Class<?> broken = planted.adapters.wa.session.Floor.class;
}
