/**
 * What running sessions keep: logins, keyed state, waiting stanzas, and the group commit that is
 * their only write. Builds on the rooms that own the other rows of a commit.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.adapters.persistence.state;
