// A story has a server, a browser and several devices of its own: run beside each other they would measure the machine.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
