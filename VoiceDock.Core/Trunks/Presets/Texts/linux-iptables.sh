# iptables: SIP and audio from VoiceDock
{iptables} -I INPUT -p {packet} -s {our_address} --dport {pbx_port} -j ACCEPT
{?pbx_media}{iptables} -I INPUT -p udp -s {our_address} --dport {pbx_rtp_first}:{pbx_rtp_last} -j ACCEPT
# only where outgoing traffic is filtered too
{iptables} -I OUTPUT -p {packet} -d {our_address} --dport {our_port} -j ACCEPT
{iptables} -I OUTPUT -p udp -d {our_address} --dport {rtp_first}:{rtp_last} -j ACCEPT
