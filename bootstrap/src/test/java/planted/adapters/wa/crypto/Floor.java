package planted.adapters.wa.crypto;

/** Breaks a rule of the house on purpose. */
public final class Floor {
  final Class<?> broken = planted.adapters.wa.proto.Floor.class;
}
