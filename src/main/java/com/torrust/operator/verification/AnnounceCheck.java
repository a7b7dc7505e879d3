package com.torrust.operator.verification;

import com.torrust.operator.exposure.Routes;
import com.torrust.operator.status.Reason;
import java.io.IOException;
import java.util.Map;

/**
 * Announces to an HTTP tracker that a peer has stopped, of a torrent that nobody has, so that
 * nothing stays behind.
 *
 * @see <a href="https://www.bittorrent.org/beps/bep_0003.html">BEP 3</a>
 */
final class AnnounceCheck implements Check {

  private static final String PATH =
      Routes.ANNOUNCE_PATH
          + "?info_hash=torrust-operator-000&peer_id=-TO0100-verification&port=1"
          + "&uploaded=0&downloaded=0&left=0&event=stopped&compact=1&numwant=0";

  /** What the tracker's words say when it was told to trust a header that did not come. */
  private static final String LOST = "X-Forwarded-For";

  private static final String FAILURE = "14:failure reason";

  @Override
  public Diagnosis look(Target target, Line line) throws IOException, InterruptedException {
    final Answer answer = line.get(Urls.at(target.url(), PATH, line.connection()), Map.of());
    final String body = answer.body();
    final boolean bencoded = body.startsWith("d") && body.endsWith("e");
    if (answer.status() != 200 || !bencoded) {
      return Diagnosis.ofAnswer(target.url(), answer);
    }
    if (body.contains(FAILURE) && body.contains(LOST)) {
      return new Diagnosis(
          Reason.CLIENT_ADDRESS_LOST,
          target.url() + " is answered by the tracker, which cannot see the address of the peer");
    }
    return new Diagnosis(
        Reason.ENDPOINT_VERIFIED, target.url() + " is answered by the tracker" + refusal(body));
  }

  /** A private or listed tracker refuses a stranger, which is how it should be. */
  private static String refusal(String body) {
    return body.contains(FAILURE) ? ", which refuses a stranger" : "";
  }
}
