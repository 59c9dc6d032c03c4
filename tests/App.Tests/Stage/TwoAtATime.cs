// A story has a server and devices of its own, and waits most of its time: for a device, a page, a countdown. Two are told at a time; more would wait for the machine.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
