package chatwarp.adapters.wa.media.workshop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaidTypeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PNG      | image/png                      | image/png",
        "PNG      | image/jpeg                     | image/png",
        "PNG      | text/plain                     | image/png",
        "PNG      | video/mp4                      | image/png",
        "PNG      | ''                             | image/png",
        "PNG      | image/png/x                    | image/png",
        "JPEG     | image/jpg                      | image/jpg",
        "JPEG     | IMAGE/JPEG                     | IMAGE/JPEG",
        "JPEG     | image/jpeg; q=1                | image/jpeg; q=1",
        "MP4      | 'video/mp4; codecs=\"avc1\"'    | 'video/mp4; codecs=\"avc1\"'",
        "MP4      | audio/mp4                      | video/mp4",
        "M4A      | audio/x-m4a                    | audio/x-m4a",
        "MP3      | audio/mp3                      | audio/mp3",
        "OGG_OPUS | audio/ogg; codecs=opus         | audio/ogg; codecs=opus",
        "OGG_OPUS | audio/ogg;codecs=opus          | audio/ogg;codecs=opus",
        "OGG_OPUS | audio/ogg                      | audio/ogg",
        "OGG_OPUS | audio/opus                     | audio/opus",
        "OGG_OPUS | audio/ogg; codecs=vorbis       | audio/ogg; codecs=opus",
        "OGG      | audio/ogg; codecs=vorbis       | audio/ogg; codecs=vorbis",
        "OGG      | audio/ogg; codecs=opus         | audio/ogg",
        "OGG      | audio/opus                     | audio/ogg"
      })
  void isToldWhereTheBytesDoNotSayOtherwise(FileType type, String said, String told) {
    assertEquals(told, SaidType.of(Optional.of(said), type));
  }

  @Test
  void leavesItToTheBytesWhenNothingIsSaid() {
    assertEquals("image/png", SaidType.of(Optional.empty(), FileType.PNG));
  }
}
