package planted.adapters.wa.noise;

/** Breaks a rule of the house on purpose. */
public final class Floor {
  final Class<?> broken = planted.adapters.wa.node.Floor.class;
}
