package planted.adapters.wa.contact;

/** Breaks a rule of the house on purpose. */
public final class Floor {
  final Class<?> broken = planted.adapters.wa.group.Floor.class;
}
