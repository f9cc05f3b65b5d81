package planted.adapters.wa.signal;

/** Breaks a rule of the house on purpose. */
public final class Floor {
  final Class<?> broken = planted.adapters.wa.stream.Floor.class;
}
