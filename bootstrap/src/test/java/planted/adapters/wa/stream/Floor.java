package planted.adapters.wa.stream;

/** Breaks a rule of the house on purpose. */
public final class Floor {
  final Class<?> broken = planted.adapters.wa.device.Floor.class;
}
