package chatwarp.adapters.wa.message;

import static chatwarp.adapters.wa.message.TwoPeople.ANA;
import static chatwarp.adapters.wa.message.TwoPeople.BO;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.adapters.wa.proto.Message;
import chatwarp.domain.content.MessageContext;
import chatwarp.domain.content.TextContent;
import com.google.protobuf.UnknownFieldSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The fields of each kind by their numbers (05 §19), read without the schema.
 *
 * <p>A path is the numbers down to the content; then come the numbers of its fields.
 */
class FieldNumbersTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "text with a link preview     | 6         | 1 2 5 6 10 16 19 20 21 22 23 24 25",
        "styled text                  | 6         | 1 7 8 9",
        "image                        | 3         | 1 2 3 4 5 6 7 8 9 11 12 16",
        "image to be seen once        | 55 1 3    | 1 2 3 4 5 6 7 8 9 11 12 16 25",
        "video                        | 9         | 1 2 3 4 5 6 7 9 10 11 13 14 16 18",
        "video to be seen once        | 55 1 9    | 1 2 3 4 5 6 7 9 10 11 13 14 16 18 20",
        "gif                          | 9         | 1 2 3 4 5 6 7 8 9 10 11 13 14 16 18 19",
        "round video                  | 66        | 1 2 3 4 5 6 7 9 10 11 13 14 16 18",
        "audio file                   | 8         | 1 2 3 4 5 6 7 8 9 10",
        "voice note                   | 8         | 1 2 3 4 5 6 7 8 9 10 19",
        "voice note to be heard once  | 59 1 8    | 1 2 3 4 5 6 7 8 9 10 19 21",
        "voice status                 | 8         | 1 2 3 4 5 6 7 8 9 10 19 20",
        "document                     | 7         | 1 2 3 4 5 6 7 8 9 10 11 16",
        "document with a caption      | 53 1 7    | 1 2 3 4 5 6 7 8 9 10 11 16 20",
        "sticker                      | 26        | 1 2 3 4 5 6 7 8 9 10 13 18 21",
        "vector sticker               | 74 1 26   | 1 2 3 4 5 8 9 10 13 18 21",
        "location                     | 5         | 1 2 3 4 5 16",
        "live location                | 18        | 1 2 3 4 5 6 7 8 16",
        "contact                      | 4         | 1 16",
        "contacts                     | 13        | 1 2",
        "reaction                     | 46        | 1 2 4",
        "poll with one choice         | 64        | 2 3 4",
        "poll with any number         | 49        | 2 3 4",
        "vote                         | 50        | 1 2 4",
        "list                         | 36        | 1 2 3 4 5 7",
        "list reply                   | 39        | 1 2 3 5",
        "button reply                 | 43        | 1 2 4",
        "interactive                  | 37 1 45   | 1 2 3 6",
        "event                        | 75        | 2 3 4 5 6 7 8 9",
        "event reply                  | 76        | 1 2 3",
        "edited text                  | 58 1 12   | 1 2 14 15",
        "edited event                 | 82        | 1 2 3 4",
        "revoke                       | 12        | 1 2",
        "pin                          | 63        | 1 2 3",
        "keep                         | 51        | 1 2 3",
        "album                        | 83        | 2 3",
        "group invite                 | 28        | 1 2 3 4 5 6",
        "comment                      | 71        | 1 2 3",
        "disappearing                 | 12        | 2 4 5",
      })
  void writesTheFieldsOfTheTable(String kind, String path, String fields) throws Exception {
    TwoPeople two = new TwoPeople();
    two.saidByAna("TEXT", TextContent.of("hello"));
    two.saidByAna("POLL", ContentSamples.POLL);
    two.saidByAna("EVENT", ContentSamples.EVENT);
    Message message =
        two.ana.write(
            BO,
            ANA,
            ContentSamples.all(
                    two.ana.key(BO, ANA, "TEXT"),
                    two.ana.key(BO, ANA, "POLL"),
                    two.ana.key(BO, ANA, "EVENT"))
                .get(kind),
            MessageContext.NONE);
    UnknownFieldSet current = UnknownFieldSet.parseFrom(message.toByteArray());
    for (String number : path.split(" ", -1)) {
      current =
          UnknownFieldSet.parseFrom(
              current.getField(Integer.parseInt(number)).getLengthDelimitedList().getFirst());
    }
    Set<Integer> expected =
        Stream.of(fields.split(" ", -1))
            .map(Integer::valueOf)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(expected, new TreeSet<>(current.asMap().keySet()));
  }
}
