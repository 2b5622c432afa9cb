# Python's heapq: the same algorithms, so that the heaps are the same lists.

def heappush(heap, item):
    """Adds an item to a heap."""
    heap.append(item)
    nj.heap_sift_down(heap, 0, len(heap) - 1)


def heappop(heap):
    """Removes and returns the smallest item of a heap."""
    if len(heap) == 0:
        raise IndexError("index out of range")
    last = heap.pop()
    if len(heap) == 0:
        return last
    item = heap[0]
    heap[0] = last
    nj.heap_sift_up(heap, 0)
    return item


def heapify(heap):
    """Makes a list a heap, in place."""
    for i in range(len(heap) // 2 - 1, -1, -1):
        nj.heap_sift_up(heap, i)


def heapreplace(heap, item):
    """Removes and returns the smallest item, and adds another."""
    if len(heap) == 0:
        raise IndexError("index out of range")
    smallest = heap[0]
    heap[0] = item
    nj.heap_sift_up(heap, 0)
    return smallest


def heappushpop(heap, item):
    """Adds an item, then removes and returns the smallest."""
    if len(heap) > 0 and heap[0] < item:
        smallest = heap[0]
        heap[0] = item
        nj.heap_sift_up(heap, 0)
        return smallest
    return item


def nsmallest(n, iterable, key=None):
    """The n smallest elements in ascending order."""
    return sorted(iterable, key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    """The n largest elements in descending order."""
    return sorted(iterable, key, True)[:max(n, 0)]
