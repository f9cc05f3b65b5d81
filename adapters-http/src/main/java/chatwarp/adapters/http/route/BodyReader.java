package chatwarp.adapters.http.route;

import chatwarp.adapters.http.evolution.Json;
import chatwarp.adapters.http.evolution.Uploads;
import io.javalin.http.Context;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads request bodies, JSON, form or multipart, up to a limit of bytes. What is long goes into the
 * request's spool instead of memory. Any thread may call.
 */
final class BodyReader {
  private static final String FILE = "file";

  /** Where Jetty looks for how parts are to be kept. */
  private static final String MULTIPART_CONFIG = "org.eclipse.jetty.multipartConfig";

  /** Longest text field of a multipart body, bytes. */
  private static final int LONGEST_FIELD = 512 * 1024;

  private final long limit;

  BodyReader(long limit) {
    this.limit = limit;
  }

  /** Reads the body; whatever does not call itself a form is taken as JSON, as the peer does. */
  JsonNode read(Context context, Spool spool) {
    if (context.req().getContentLengthLong() > limit) {
      throw new RequestException.TooLarge(limit);
    }
    if (context.isMultipartFormData()) {
      return multipart(context, spool);
    }
    // Not context.bodyInputStream(): it knows only Javalin's own limit.
    try (InputStream in = new LimitedInput(context.req().getInputStream(), limit);
        InputStream bounded = new LongStrings(in, spool)) {
      return context.isFormUrlencoded()
          ? FormBody.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          : Json.read(bounded);
    } catch (IOException | JacksonIOException e) {
      throw new RequestException.Incomplete(e);
    } catch (JacksonException e) {
      throw new RequestException.Malformed("The body is not valid JSON", e);
    }
  }

  /** One part named {@code file}, and text fields named as the members of the JSON body. */
  private JsonNode multipart(Context context, Spool spool) {
    ObjectNode body = Json.object();
    context.req().setAttribute(MULTIPART_CONFIG, config());
    try {
      for (Part part : context.req().getParts()) {
        if (part.getSubmittedFileName() == null && !part.getName().equals(FILE)) {
          FormBody.put(body, part.getName(), text(part));
        } else if (part.getName().equals(FILE)) {
          spool.keep(kept(part, spool));
        } else if (part.getSize() > 0) {
          throw new RequestException.Malformed("Unexpected field \"" + part.getName() + "\"");
        }
        part.delete();
      }
    } catch (IOException e) {
      throw new RequestException.Incomplete(e);
    } catch (ServletException | IllegalStateException e) {
      throw new RequestException.Malformed("The body is not a valid multipart form", e);
    }
    return FormBody.typed(body);
  }

  private MultipartConfigElement config() {
    return new MultipartConfigElement(
        System.getProperty("java.io.tmpdir"), limit, limit, LONGEST_FIELD);
  }

  private static String text(Part part) throws IOException {
    if (part.getSize() > LONGEST_FIELD) {
      throw new RequestException.TooLarge(LONGEST_FIELD);
    }
    try (InputStream in = part.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Uploads.Part kept(Part part, Spool spool) throws IOException {
    Path file = spool.create();
    MessageDigest sha256;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    try (InputStream in = part.getInputStream();
        OutputStream out = new DigestOutputStream(Files.newOutputStream(file), sha256)) {
      in.transferTo(out);
    }
    return new Uploads.Part(
        file,
        Optional.ofNullable(part.getSubmittedFileName()).filter(name -> !name.isBlank()),
        Optional.ofNullable(part.getContentType()),
        HexFormat.of().formatHex(sha256.digest()));
  }
}
