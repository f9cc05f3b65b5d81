package chatwarp.adapters.events.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chatwarp.domain.contract.InMemoryFetcher;
import chatwarp.domain.port.FetchException;
import chatwarp.domain.port.LinkReader.Page;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class HtmlLinkReaderTest {
  private static final String URL = "http://127.0.0.1/shop/page.html";

  @TempDir Path folder;

  private record Row(String name, String html, Optional<Page> page) {}

  private static Optional<Page> page(String title, String description, String image) {
    return Optional.of(
        new Page(
            title,
            Optional.of(description).filter(text -> !text.isEmpty()),
            Optional.of(image).filter(text -> !text.isEmpty()).map(URI::create)));
  }

  @TestFactory
  Stream<DynamicTest> reads() {
    return Stream.of(
            new Row(
                "Open Graph",
                "<title>no</title><meta property=og:title content='A &amp; B'>"
                    + "<meta property=og:description content=d><meta property=og:image content='../i.png'>",
                page("A & B", "d", "http://127.0.0.1/i.png")),
            new Row(
                "what HTML has",
                "<title> T </title><meta name=description content='said'>",
                page("T", "said", "")),
            new Row(
                "no picture that is no web address",
                "<title>T</title><meta property=og:image content='file:///etc/passwd'>",
                page("T", "", "")),
            new Row(
                "no picture whose address is none",
                "<title>T</title><meta property=og:image content='http://a b'>",
                page("T", "", "")),
            new Row("nothing without a title", "<p>hello", Optional.empty()),
            new Row(
                "the head of a page of any length",
                "<title>T</title>" + "<p>text".repeat(500_000),
                page("T", "", "")),
            new Row(
                "nothing that stands far behind",
                "<!--" + "x".repeat(512 * 1024) + "--><title>T</title>",
                Optional.empty()),
            new Row(
                "a title cut to what a preview shows",
                "<title>" + "x".repeat(400) + "</title>",
                page("x".repeat(300), "", "")))
        .map(row ->
            DynamicTest.dynamicTest(
                row.name(),
                () -> assertEquals(row.page(), read("text/html; charset=utf-8", row.html()))));
  }

  private Optional<Page> read(String contentType, String body) {
    InMemoryFetcher web = new InMemoryFetcher(folder);
    URI url = web.serve(URL, contentType, body.getBytes(StandardCharsets.UTF_8));
    return new HtmlLinkReader(web).read(url);
  }

  @Test
  void readsNothingButHtml() {
    assertEquals(Optional.empty(), read("application/pdf", "<title>T</title>"));
  }

  @Test
  void believesThePageWhenTheCharsetIsUnknown() {
    assertEquals(
        page("é", "", ""),
        read("text/html; charset=unknown-9", "<meta charset=utf-8><title>é</title>"));
  }

  @Test
  void saysThatThereIsNoPage() {
    assertThrows(
        FetchException.Failed.class,
        () -> new HtmlLinkReader(new InMemoryFetcher(folder)).read(URI.create(URL)));
  }

  @AfterEach
  void leavesNoFile() throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }
}
