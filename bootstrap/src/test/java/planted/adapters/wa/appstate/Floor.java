package planted.adapters.wa.appstate;

/** Breaks a rule of the house on purpose. */
public final class Floor {
  final Class<?> broken = planted.adapters.wa.history.Floor.class;
}
