package chatwarp.adapters.wa.contact;

import chatwarp.adapters.wa.node.Node;

/** What of the account's privacy settings decides what we send (08 §5). Any thread may call. */
public final class Privacy {
  private volatile boolean readReceipts = true;

  /** As long as nothing is known, everybody may be told what was read. */
  public Privacy() {}

  /** Takes what the server tells; it may name some settings only. */
  public void learn(Node privacy) {
    for (Node category : privacy.children("category")) {
      if (category.attrIs("name", "readreceipts")) {
        readReceipts = !category.attrIs("value", "none");
      }
    }
  }

  /** Whether others may be told that their messages were read. */
  boolean readReceipts() {
    return readReceipts;
  }
}
