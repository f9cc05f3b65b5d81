package planted.adapters.wa.session;

/** Breaks a rule of the house on purpose. */
public final class Floor {
  final Class<?> broken = planted.adapters.http.ReachesAcross.class;
}
