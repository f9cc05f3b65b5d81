package chatwarp.application.message;

import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.model.InstanceId;

/** A message that was accepted, with its status now. */
public record SendResult(InstanceId instance, MessageRecord message) {}
