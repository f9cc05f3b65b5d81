package chatwarp.adapters.persistence.sql;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a database is. Reads {@code postgres://user:password@host:port/name?options} as well as
 * {@code jdbc:postgresql:} addresses; {@code schema=x} means the driver's {@code currentSchema=x}.
 *
 * @param jdbc address for the driver, without the credentials that the first form names
 */
public record DatabaseUrl(String jdbc, Optional<String> user, Optional<String> password) {
  private static final String JDBC = "jdbc:postgresql:";

  /**
   * Reads an address.
   *
   * @throws Refused when it is of neither form
   */
  public static DatabaseUrl parse(String text) {
    if (text.startsWith(JDBC)) {
      return readable(new DatabaseUrl(text, Optional.empty(), Optional.empty()));
    }
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw refused();
    }
    boolean known = "postgres".equals(uri.getScheme()) || "postgresql".equals(uri.getScheme());
    if (!known || uri.getHost() == null) {
      throw refused();
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String path = Optional.ofNullable(uri.getRawPath()).filter(p -> p.length() > 1).orElse("/");
    String query = Optional.ofNullable(uri.getRawQuery()).map(DatabaseUrl::options).orElse("");
    String[] login =
        Optional.ofNullable(uri.getRawUserInfo()).map(info -> info.split(":", 2)).orElse(NOBODY);
    return readable(
        new DatabaseUrl(
            JDBC + "//" + uri.getHost() + port + path + query,
            login.length > 0 ? Optional.of(decode(login[0])) : Optional.empty(),
            login.length > 1 ? Optional.of(decode(login[1])) : Optional.empty()));
  }

  /** What the driver cannot read must not be taken for a database that is away. */
  private static DatabaseUrl readable(DatabaseUrl url) {
    try {
      DriverManager.getDriver(url.jdbc());
      return url;
    } catch (SQLException e) {
      throw refused();
    }
  }

  private static final String[] NOBODY = {};

  private static String options(String query) {
    return Arrays.stream(query.split("&", -1))
        .map(o -> o.startsWith("schema=") ? "currentSchema=" + o.substring(7) : o)
        .collect(Collectors.joining("&", "?", ""));
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static Refused refused() {
    return new Refused();
  }

  /** An address of no form that we know. The message never repeats it: it may hold a password. */
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused() {
      super(
          "the database address must look like postgres://user:password@host/name"
              + " or jdbc:postgresql://host/name");
    }
  }

  /** The schema this address names. */
  public Optional<String> schema() {
    int start = jdbc.indexOf("currentSchema=");
    if (start < 0) {
      return Optional.empty();
    }
    String value = jdbc.substring(start + "currentSchema=".length());
    int end = value.indexOf('&');
    return Optional.of(decode(end < 0 ? value : value.substring(0, end)));
  }

  /** The same database with another schema. */
  public DatabaseUrl withSchema(String schema) {
    String option = "currentSchema=" + URLEncoder.encode(schema, StandardCharsets.UTF_8);
    return new DatabaseUrl(jdbc + (jdbc.contains("?") ? "&" : "?") + option, user, password);
  }

  /** Host and name for the operator, without credentials and options. */
  public String place() {
    int end = jdbc.indexOf('?');
    String address = jdbc.substring(JDBC.length(), end < 0 ? jdbc.length() : end);
    return address.startsWith("//") ? address.substring(2) : address;
  }

  /** Without credentials and options. */
  @Override
  public String toString() {
    int end = jdbc.indexOf('?');
    return "DatabaseUrl[" + (end < 0 ? jdbc : jdbc.substring(0, end)) + "]";
  }
}
