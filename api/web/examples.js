/** Three cold drafts of our own writing, to see what the button does. */
export const EXAMPLES = [
  {
    name: "Late parcel",
    draft:
      "Your order 48213-B has been delayed due to a carrier issue. There is nothing we can do about it at this time. " +
      "Delivery is expected between 26 and 28 November.\n\n" +
      "As per our policy, the shipping fee of $7.50 is non-refundable once an order has left the warehouse. " +
      "If the parcel has not arrived by 30 November, you must contact us again and we will send a replacement.",
    customer:
      "This was supposed to be here for my daughter's birthday on Friday and now the tracking says nothing at all. I'm so disappointed. Where is it?",
    facts: "",
    channel: "email",
  },
  {
    name: "No refund",
    draft:
      "We received your request. You failed to cancel before the renewal date, so your refund request is denied. " +
      "The terms you agreed to clearly state that renewals are final.\n\n" +
      "The plan was renewed on 3 November for $96. You can turn off the next renewal under Settings > Billing until 3 November next year. " +
      "You will keep access until then.",
    customer: "You charged me again without asking!! I want my money back.",
    facts: "",
    channel: "email",
  },
  {
    name: "Locked account",
    draft:
      "Hi {{first_name}},\n\n" +
      "Your account was locked because you entered the wrong password too many times. This is a security measure and it cannot be bypassed. " +
      "You need to utilize the following link within 24 hours, otherwise identity verification will be required:\n" +
      "https://example.com/unlock\n\n" +
      "We may ask for a photo ID. Please do not hesitate to contact us should you have any further questions.",
    customer: "",
    facts: "The link works once.\nThe lock was set at 09:14 today.",
    channel: "chat",
  },
];
