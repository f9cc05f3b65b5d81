package planted.adapters.wa.device;

/** Breaks a rule of the house on purpose. */
public final class Floor {
  final Class<?> broken = planted.adapters.wa.contact.Floor.class;
}
