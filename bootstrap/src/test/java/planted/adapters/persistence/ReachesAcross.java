package planted.adapters.persistence;

/** Breaks a rule of the house on purpose. */
public final class ReachesAcross {
  final Class<?> broken = planted.adapters.events.ReachesAcross.class;
}
