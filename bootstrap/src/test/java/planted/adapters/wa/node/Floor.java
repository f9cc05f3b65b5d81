package planted.adapters.wa.node;

/** Breaks a rule of the house on purpose. */
public final class Floor {
  final Class<?> broken = planted.adapters.wa.signal.Floor.class;
}
