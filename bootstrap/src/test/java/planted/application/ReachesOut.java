package planted.application;

/** Breaks a rule of the house on purpose. */
public final class ReachesOut {
  final Class<?> broken = planted.adapters.http.ReachesAcross.class;
}
