"""One draft of 120 words and a model's answer to it, for every benchmark."""

DRAFT = """\
Hello Priya,

You entered the wrong postcode, so the parcel went back to the depot in Leeds. As I already told \
you, we cannot change an address after dispatch. Your order 48213-K is still paid for and nothing \
is lost.

You must confirm the right address at https://example.com/orders/48213 before 4 December. If you \
do not, the order will be cancelled and the $64.50 goes back to your card within 5 to 7 working \
days. Once you have confirmed it, we will send the parcel again, and you should get it in 3 days. \
We do not refund the first delivery fee of $4.90. Redelivery is free.

Any questions, reply to this message. Do not open a second ticket.
"""

MARKED_ANSWER = """\
<reply>
Hello Priya, [D1]

The postcode on the order did not match your street, so the parcel went back to the depot in \
Leeds. [D2] As mentioned before, an address cannot be changed after dispatch. [D3] Your order \
48213-K is still paid for and nothing is lost. [D4]

Please confirm the right address at https://example.com/orders/48213 before 4 December. [D5] If \
you do not, the order will be cancelled and the $64.50 goes back to your card within 5 to 7 \
working days. [D6] Once you have confirmed it, we will send the parcel again, and you should get \
it in 3 days. [D7] We do not refund the first delivery fee of $4.90. [D8] Redelivery is free. [D9]

For any questions, just reply to this message. [D10] Please do not open a second ticket. [D11]
</reply>
"""

REWRITE = """\
Hello Priya,

The postcode on the order did not match your street, so the parcel went back to the depot in \
Leeds. As mentioned before, an address cannot be changed after dispatch. Your order 48213-K is \
still paid for and nothing is lost.

Please confirm the right address at https://example.com/orders/48213 before 4 December. If you \
do not, the order will be cancelled and the $64.50 goes back to your card within 5 to 7 working \
days. Once you have confirmed it, we will send the parcel again, and you should get it in 3 days. \
We do not refund the first delivery fee of $4.90. Redelivery is free.

For any questions, just reply to this message. Please do not open a second ticket.
"""
