/** A whole application on adapters in memory, for the tests of this module. */
@org.jspecify.annotations.NullMarked
package chatwarp.application.world;
