package planted.adapters.wa.pairing;

/** Breaks a rule of the house on purpose. */
public final class Floor {
  final Class<?> broken = planted.adapters.wa.session.Floor.class;
}
