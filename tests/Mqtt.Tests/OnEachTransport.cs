using Kith.Mqtt.Tests.Broker;
using Kith.Mqtt.Tests.Clauses;
using Kith.Mqtt.Tests.Client;
using Kith.Mqtt.Tests.Interop;
using Kith.Mqtt.Transports;

namespace Kith.Mqtt.Tests;

// Every test that goes through a socket, on each transport.
public sealed class BasicOnKestrel() : BasicTests(MqttTransport.Kestrel);
public sealed class ClauseOnKestrel() : ClauseTests(MqttTransport.Kestrel);
public sealed class ConnectOnKestrel() : ConnectTests(MqttTransport.Kestrel);
public sealed class DrainOnKestrel() : DrainTests(MqttTransport.Kestrel);
public sealed class FlowOnKestrel() : FlowTests(MqttTransport.Kestrel);
public sealed class KeepAliveOnKestrel() : KeepAliveTests(MqttTransport.Kestrel);
public sealed class LocalClientOnKestrel() : LocalClientTests(MqttTransport.Kestrel);
public sealed class QuotaOnKestrel() : QuotaTests(MqttTransport.Kestrel);
public sealed class RetainedOnKestrel() : RetainedTests(MqttTransport.Kestrel);
public sealed class SessionOnKestrel() : SessionTests(MqttTransport.Kestrel);
public sealed class SocketOnKestrel() : SocketTests(MqttTransport.Kestrel);
public sealed class StormOnKestrel() : StormTests(MqttTransport.Kestrel);
public sealed class SubscriptionOnKestrel() : SubscriptionTests(MqttTransport.Kestrel);
public sealed class TailOnKestrel() : TailTests(MqttTransport.Kestrel);
public sealed class WillOnKestrel() : WillTests(MqttTransport.Kestrel);
public sealed class ClientOnKestrel() : ClientTests(MqttTransport.Kestrel);
public sealed class MosquittoOnKestrel() : MosquittoTests(MqttTransport.Kestrel);
public sealed class MqttJsOnKestrel() : MqttJsTests(MqttTransport.Kestrel);
public sealed class PahoOnKestrel() : PahoTests(MqttTransport.Kestrel);

public sealed class BasicOnEpoll() : BasicTests(MqttTransport.Epoll);
public sealed class ClauseOnEpoll() : ClauseTests(MqttTransport.Epoll);
public sealed class ConnectOnEpoll() : ConnectTests(MqttTransport.Epoll);
public sealed class DrainOnEpoll() : DrainTests(MqttTransport.Epoll);
public sealed class FlowOnEpoll() : FlowTests(MqttTransport.Epoll);
public sealed class KeepAliveOnEpoll() : KeepAliveTests(MqttTransport.Epoll);
public sealed class LocalClientOnEpoll() : LocalClientTests(MqttTransport.Epoll);
public sealed class QuotaOnEpoll() : QuotaTests(MqttTransport.Epoll);
public sealed class RetainedOnEpoll() : RetainedTests(MqttTransport.Epoll);
public sealed class SessionOnEpoll() : SessionTests(MqttTransport.Epoll);
public sealed class SocketOnEpoll() : SocketTests(MqttTransport.Epoll);
public sealed class StormOnEpoll() : StormTests(MqttTransport.Epoll);
public sealed class SubscriptionOnEpoll() : SubscriptionTests(MqttTransport.Epoll);
public sealed class TailOnEpoll() : TailTests(MqttTransport.Epoll);
public sealed class WillOnEpoll() : WillTests(MqttTransport.Epoll);
public sealed class ClientOnEpoll() : ClientTests(MqttTransport.Epoll);
public sealed class MosquittoOnEpoll() : MosquittoTests(MqttTransport.Epoll);
public sealed class MqttJsOnEpoll() : MqttJsTests(MqttTransport.Epoll);
public sealed class PahoOnEpoll() : PahoTests(MqttTransport.Epoll);
