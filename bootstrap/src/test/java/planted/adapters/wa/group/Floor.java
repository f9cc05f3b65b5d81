package planted.adapters.wa.group;

/** Breaks a rule of the house on purpose. */
public final class Floor {
  final Class<?> broken = planted.adapters.wa.media.Floor.class;
}
