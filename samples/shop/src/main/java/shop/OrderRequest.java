package shop;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** What a customer wants: {@code {"product":"p1","quantity":2}}. Whether the product exists is not known here. */
record OrderRequest(String product, int quantity) {
    static final int MAX_QUANTITY = 1000;

    static OrderRequest read(byte[] body) throws MalformedBody {
        Map<String, Object> members = Json.readFlatObject(utf8(body));
        boolean complete = members.keySet().equals(Set.of("product", "quantity"));
        if (complete && members.get("product") instanceof String product && members.get("quantity") instanceof Long quantity) {
            return new OrderRequest(product, inRange(quantity));
        }
        throw new MalformedBody("The body is not an order. Expected exactly a string \"product\" and a whole number"
                + " \"quantity\", like {\"product\":\"p1\",\"quantity\":2}.");
    }

    private static int inRange(long quantity) throws MalformedBody {
        if (quantity >= 1 && quantity <= MAX_QUANTITY) return (int) quantity;
        throw new MalformedBody("The quantity is " + quantity + ". Expected 1 to " + MAX_QUANTITY + ".");
    }

    private static String utf8(byte[] body) throws MalformedBody {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedBody("The body is not UTF-8. Expected JSON in UTF-8.");
        }
    }
}
