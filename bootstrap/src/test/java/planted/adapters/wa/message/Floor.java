package planted.adapters.wa.message;

/** Breaks a rule of the house on purpose. */
public final class Floor {
  final Class<?> broken = planted.adapters.wa.appstate.Floor.class;
}
