/** The storage ports over PostgreSQL, with everything secret sealed at rest. */
// Jdbi, Flyway and xz have no module descriptor; Flyway reads the migrations from a folder of
// resources, which the compiler does not see as a package.
@SuppressWarnings({"requires-automatic", "opens"})
module chatwarp.adapters.persistence {
  requires transitive chatwarp.domain;
  requires static org.jspecify;
  requires java.sql;
  requires org.slf4j;
  requires org.jdbi.v3.core;
  requires com.zaxxer.hikari;
  requires flyway.core;
  requires com.github.benmanes.caffeine;
  requires org.tukaani.xz;

  // Bootstrap opens the database and takes the ports from it.
  exports chatwarp.adapters.persistence;

  // Flyway reads the migrations.
  opens db.migration;
}
