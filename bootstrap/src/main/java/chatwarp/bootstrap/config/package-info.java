/**
 * Configuration: one typed record tree, read from a YAML file, then the environment, then the
 * command line. Knows every setting's names and what is secret about it; used by the wiring only.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.bootstrap.config;
