# nftables: SIP and audio from VoiceDock; table and chain as your rule set names them
{?!ipv_six}nft insert rule inet filter input ip saddr {our_address} {packet} dport {pbx_port} accept
{?ipv_six}nft insert rule inet filter input ip6 saddr {our_address} {packet} dport {pbx_port} accept
{?!ipv_six}{?pbx_media}nft insert rule inet filter input ip saddr {our_address} udp dport {pbx_rtp_first}-{pbx_rtp_last} accept
{?ipv_six}{?pbx_media}nft insert rule inet filter input ip6 saddr {our_address} udp dport {pbx_rtp_first}-{pbx_rtp_last} accept
