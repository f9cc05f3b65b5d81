package planted.adapters.http;

/** Breaks a rule of the house on purpose. */
public final class ReachesAcross {
  final Class<?> broken = planted.adapters.persistence.ReachesAcross.class;
}
