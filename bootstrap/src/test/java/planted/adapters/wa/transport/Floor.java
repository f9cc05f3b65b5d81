package planted.adapters.wa.transport;

/** Breaks a rule of the house on purpose. */
public final class Floor {
  final Class<?> broken = planted.adapters.wa.noise.Floor.class;
}
