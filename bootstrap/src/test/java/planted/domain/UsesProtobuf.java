package planted.domain;

/** Breaks a rule of the house on purpose. */
public final class UsesProtobuf {
  final Class<?> broken = planted.adapters.wa.proto.Floor.class;
}
