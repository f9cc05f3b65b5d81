package planted.adapters.wa.history;

/** Breaks a rule of the house on purpose. */
public final class Floor {
  final Class<?> broken = planted.adapters.wa.pairing.Floor.class;
}
