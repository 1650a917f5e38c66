# ufw: SIP and audio from VoiceDock
ufw allow proto {packet} from {our_address} to any port {pbx_port}
{?pbx_media}ufw allow proto udp from {our_address} to any port {pbx_rtp_first}:{pbx_rtp_last}
# only where outgoing traffic is filtered too
ufw allow out proto {packet} to {our_address} port {our_port}
ufw allow out proto udp to {our_address} port {rtp_first}:{rtp_last}
