package planted.adapters.wa.media;

/** Breaks a rule of the house on purpose. */
public final class Floor {
  final Class<?> broken = planted.adapters.wa.message.Floor.class;
}
