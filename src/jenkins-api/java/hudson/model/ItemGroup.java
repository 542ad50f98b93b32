package hudson.model;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import jenkins.model.FullyNamed;
import jenkins.model.FullyNamedModelObject;
import org.springframework.security.access.AccessDeniedException;

public interface ItemGroup<T extends Item> extends FullyNamed, FullyNamedModelObject, PersistenceRoot {
    Collection<T> getItems();

    default Collection<T> getItems(Predicate<T> predicate) { throw new UnsupportedOperationException(); }

    String getUrl();

    String getUrlChildPrefix();

    T getItem(String text) throws AccessDeniedException;

    default <T extends Item> List<T> getAllItems(Class<T> type) { throw new UnsupportedOperationException(); }

    default <T extends Item> List<T> getAllItems(Class<T> type, Predicate<T> predicate) {
        throw new UnsupportedOperationException();
    }

    default <T extends Item> Iterable<T> allItems(Class<T> type) { throw new UnsupportedOperationException(); }

    default <T extends Item> Iterable<T> allItems(Class<T> type, Predicate<T> predicate) {
        throw new UnsupportedOperationException();
    }

    default List<Item> getAllItems() { throw new UnsupportedOperationException(); }

    default Iterable<Item> allItems() { throw new UnsupportedOperationException(); }
}
