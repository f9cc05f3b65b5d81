package planted.adapters.events;

/** Breaks a rule of the house on purpose. */
public final class ReachesAcross {
  final Class<?> broken = planted.adapters.wa.session.Floor.class;
  final Class<?> alsoBroken = planted.application.ReachesOut.class;
}
