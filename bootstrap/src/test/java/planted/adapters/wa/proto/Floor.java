package planted.adapters.wa.proto;

/** Breaks a rule of the house on purpose. */
public final class Floor {
  final Class<?> broken = planted.adapters.wa.transport.Floor.class;
}
